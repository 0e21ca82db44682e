import type { Metadata } from "next";
import { readRecall } from "@/app/_lib/read.ts";
import { RecallCourse } from "./recall-course.tsx";

type Props = { params: Promise<{ recallId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { recallId } = await params;
  return { title: `Course of recall ${recallId}`, alternates: { canonical: `/console/recalls/${recallId}` } };
}

export default async function Page({ params }: Props) {
  const { recallId } = await params;
  await readRecall(recallId); // a number that names nothing is "not found"; whatever else is wrong, the parts say themselves
  return <RecallCourse recallId={recallId} />;
}
