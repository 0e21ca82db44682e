"use client";

import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { type CameraFault, cameraFault, hasTorch, setTorch } from "./camera.ts";
import { pixelsOf, type Scanner, startScanner } from "./scanner.ts";

export type CameraState = { is: "starting" } | { is: "watching"; hasTorch: boolean; isTorchOn: boolean } | { is: "off"; why: CameraFault };

/** Between two looks; the eye cannot tell, and a phone stays cool. */
const PAUSE_MS = 120;

/**
 * Watches the camera at the back of the phone for as long as the component is there, and reads what it sees.
 * Everything stays in this browser.
 * @param onTexts Told what stands in the symbols of a picture, also of one from a file. Must not change between renderings.
 */
export function useCamera(video: RefObject<HTMLVideoElement | null>, onTexts: (texts: string[]) => void) {
  const [state, setState] = useState<CameraState>({ is: "starting" });
  const scanner = useRef<Promise<Scanner> | null>(null);
  const track = useRef<MediaStreamTrack | null>(null);
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  /** One picture after the other: the camera's and a file's share the reader. */
  const read = useCallback((picture: ImageData): Promise<string[]> => {
    const reading = queue.current.then(async () => (await scanner.current)?.read(picture) ?? []);
    queue.current = reading.catch(() => undefined);
    return reading;
  }, []);

  useEffect(() => {
    let isWanted = true;
    const canvas = document.createElement("canvas");
    const starting = startScanner();
    scanner.current = starting;

    const watch = async (): Promise<void> => {
      await starting;
      if (!navigator.mediaDevices?.getUserMedia) return setState({ is: "off", why: "missing" });
      const stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: { ideal: "environment" }, width: { ideal: 1_280 }, height: { ideal: 1_280 } },
      });
      const [seen] = stream.getVideoTracks();
      track.current = seen ?? null;
      if (!isWanted || !seen || !video.current) return seen?.stop();
      video.current.srcObject = stream;
      await video.current.play();
      setState({ is: "watching", hasTorch: hasTorch(seen), isTorchOn: false });
      // It was pulled out, or its permission taken back; our own stop is not told.
      seen.addEventListener("ended", () => isWanted && setState({ is: "off", why: "gone" }));
      while (isWanted && video.current) {
        const picture = pixelsOf(video.current, canvas);
        const texts = picture ? await read(picture) : [];
        if (isWanted && texts.length > 0) onTexts(texts);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    };
    watch().catch((error: unknown) => {
      if (isWanted) setState({ is: "off", why: cameraFault(error) });
    });
    return () => {
      isWanted = false;
      track.current?.stop();
      starting.then(({ end }) => end()).catch(() => undefined);
    };
  }, [video, onTexts, read]);

  const turnTorch = async (isTorchOn: boolean): Promise<void> => {
    const obeyed = track.current !== null && (await setTorch(track.current, isTorchOn));
    // A light that does not obey is not offered again.
    setState((now) => (now.is === "watching" ? { ...now, hasTorch: obeyed, isTorchOn: obeyed && isTorchOn } : now));
  };
  /** @returns false when the file is no picture, or has no symbol that can be read. */
  const readFile = async (file: File): Promise<boolean> => {
    const bitmap = await createImageBitmap(file).catch(() => null);
    const picture = bitmap && pixelsOf(bitmap, document.createElement("canvas"));
    bitmap?.close();
    const texts = picture ? await read(picture) : [];
    if (texts.length > 0) onTexts(texts);
    return texts.length > 0;
  };
  return { state, turnTorch, readFile };
}
