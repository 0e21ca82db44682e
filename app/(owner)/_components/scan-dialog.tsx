"use client";

import { Camera, Flashlight, FlashlightOff, ImageUp, ScanLine } from "lucide-react";
import { useCallback, useId, useRef, useState } from "react";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Dialog, DialogContent, DialogTrigger } from "@/app/_components/ui/dialog.tsx";
import { type CameraState, useCamera } from "@/app/_scan/use-camera.ts";
import { formatClaimCode } from "@/lib/domain/claim-code.ts";
import { type ScannedCode, scannedCode } from "@/lib/domain/scanned-code.ts";

type Props = { /** Told the code as it is printed. */ onCode(text: string): void };

/** Reads the code with the camera, or from a picture. */
export function ScanDialog({ onCode }: Props) {
  const [isOpen, setOpen] = useState(false);
  const take = useCallback(
    (code: Uint8Array) => {
      setOpen(false);
      onCode(formatClaimCode(code));
    },
    [onCode],
  );
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="lg" variant="secondary" className="w-full sm:w-auto">
          <ScanLine aria-hidden />
          Scan the code
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Scan the code"
        description="Hold the square code on the card from the box before the camera. The picture stays in this browser."
      >
        <Viewfinder onCode={take} />
      </DialogContent>
    </Dialog>
  );
}

/** Why a symbol does not help, in the words of somebody who holds it. */
const NO_USE: Record<Exclude<ScannedCode["is"], "code">, string> = {
  label: "This label names the product but has no claim code. The code is on the card inside the box.",
  damaged: "The code in this symbol is damaged. Type the one that is printed beside it.",
  other: "This is another kind of code. Look for the card inside the box.",
};

const OFF: Record<Extract<CameraState, { is: "off" }>["why"], string> = {
  refused: "The camera is not allowed on this page. Allow it in the browser's settings, or take a picture of the code instead.",
  missing: "There is no camera here. Choose a picture of the code instead, or type the code.",
  busy: "Another program uses the camera. Close it, or take a picture of the code instead.",
  gone: "The camera stopped. Close this and scan again, or choose a picture of the code instead.",
  unusable: "The code cannot be read here. Type it instead.",
};

function Viewfinder({ onCode }: { onCode(code: Uint8Array): void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [complaint, setComplaint] = useState<string | null>(null);
  const judge = useCallback(
    (texts: string[]) => {
      const read = texts.map(scannedCode);
      const good = read.find((item) => item.is === "code");
      if (good) return onCode(good.code);
      const [first] = read;
      if (first && first.is !== "code") setComplaint(NO_USE[first.is]);
    },
    [onCode],
  );
  const { state, turnTorch, readFile } = useCamera(video, judge);
  const readPicture = async (file: File | undefined) => {
    if (file && !(await readFile(file).catch(() => false)))
      setComplaint("No code was found in this picture. Take it from nearer, in good light, with all of the code in it.");
  };
  return (
    <div className="flex flex-col gap-4">
      {state.is === "off" ? (
        <Alert tone="warning" title={OFF[state.why]} role="alert" />
      ) : (
        <div className="relative aspect-square w-full overflow-hidden rounded-lg bg-[#000] sm:aspect-4/3">
          <video ref={video} muted playsInline className="size-full object-cover" aria-label="What the camera sees" />
          <div className="pointer-events-none absolute inset-[18%] rounded-lg border-2 border-[rgb(255_255_255/0.8)]" aria-hidden />
          {state.is === "starting" ? (
            <p className="absolute inset-0 grid place-items-center text-sm text-[#fff]" role="status">
              <span className="flex items-center gap-2">
                <Camera className="size-4" aria-hidden />
                Starting the camera
              </span>
            </p>
          ) : null}
        </div>
      )}
      {complaint ? <Alert title={complaint} role="status" /> : null}
      <div className="flex flex-wrap gap-2">
        <PictureButton onPicture={readPicture} isMain={state.is === "off"} />
        {state.is === "watching" && state.hasTorch ? (
          <Button variant="secondary" aria-pressed={state.isTorchOn} onClick={() => turnTorch(!state.isTorchOn)}>
            {state.isTorchOn ? <FlashlightOff aria-hidden /> : <Flashlight aria-hidden />}
            {state.isTorchOn ? "Light off" : "Light on"}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

/** On a phone the system offers to take the picture there and then. */
function PictureButton({ onPicture, isMain }: { onPicture(file: File | undefined): void; isMain: boolean }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <label htmlFor={id} className="sr-only">
        Picture of the code
      </label>
      <input
        ref={input}
        id={id}
        type="file"
        accept="image/*"
        tabIndex={-1}
        className="sr-only"
        onChange={(event) => {
          onPicture(event.target.files?.[0]);
          event.target.value = ""; // the same picture again, after another crop
        }}
      />
      <Button variant={isMain ? "primary" : "secondary"} onClick={() => input.current?.click()}>
        <ImageUp aria-hidden />
        Use a picture
      </Button>
    </>
  );
}
