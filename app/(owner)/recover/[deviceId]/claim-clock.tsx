"use client";

import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { useDevice } from "@/app/_hooks/use-feed.ts";
import { RecoveryStanding } from "../recovery-standing.tsx";

export function ClaimClock({ deviceId }: { deviceId: string }) {
  const { data: device, error } = useDevice(deviceId);
  if (error) return <ProblemNotice error={error} />;
  return device ? <RecoveryStanding device={device} /> : <Skeleton className="h-48 w-full" />;
}
