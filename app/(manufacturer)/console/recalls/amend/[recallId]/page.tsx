import type { Metadata } from "next";
import { AmendRecall } from "./amend-recall.tsx";

export const metadata: Metadata = { title: "Amend a recall", robots: { index: false } };

export default async function Page({ params }: { params: Promise<{ recallId: string }> }) {
  return <AmendRecall recallId={(await params).recallId} />;
}
