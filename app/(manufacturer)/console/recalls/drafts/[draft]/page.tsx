import type { Metadata } from "next";
import { DraftReview } from "./draft-review.tsx";

export const metadata: Metadata = { title: "Recall draft", robots: { index: false } };

export default async function Page({ params }: { params: Promise<{ draft: string }> }) {
  return <DraftReview digest={(await params).draft} />;
}
