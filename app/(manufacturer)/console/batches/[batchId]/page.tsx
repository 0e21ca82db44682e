import type { Metadata } from "next";
import { BatchDetail } from "./batch-detail.tsx";

type Props = { params: Promise<{ batchId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { batchId } = await params;
  return { title: `Batch ${batchId}`, alternates: { canonical: `/console/batches/${batchId}` } };
}

export default async function Page({ params }: Props) {
  const { batchId } = await params;
  return <BatchDetail batchId={batchId} />;
}
