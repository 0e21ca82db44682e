"use client";

import { Card, CardTitle } from "@/app/_components/ui/card.tsx";
import { CopyButton } from "@/app/_components/ui/copy-button.tsx";
import { QrCode } from "@/app/_components/ui/qr-code.tsx";
import { ANSWER_SECONDS } from "@/lib/domain/ownership-proof.ts";

/** The question as a square code, for the owner's camera. Loaded when it is asked. */
export default function QuestionCard({ link }: { link: string }) {
  return (
    <Card>
      <CardTitle>Let the owner scan this</CardTitle>
      <div className="mt-4 flex flex-col items-center gap-4">
        <QrCode
          text={link}
          label="Your question as a square code, for the camera of the owner's phone"
          className="w-full max-w-72 border"
        />
        <p className="text-sm leading-relaxed">
          Then scan the answer that they show you with the camera of this device, and open it in this browser. You have{" "}
          {ANSWER_SECONDS / 60} minutes.
        </p>
        <CopyButton text={link} label="Copy the question" />
      </div>
    </Card>
  );
}
