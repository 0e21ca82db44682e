"use client";

import { useMutation } from "@tanstack/react-query";
import type { Hex } from "viem";
import { useSession } from "@/app/_hooks/use-session.ts";
import { callApi } from "@/app/_lib/api.ts";
import { MusterError } from "@/lib/domain/errors.ts";
import { PICTURE_MAX_BYTES, pictureType } from "@/lib/domain/picture.ts";
import { useConsole } from "../../_components/console-context.ts";

/** Enough to read a rating plate; what a telephone takes has twice as many. */
const SIDE_AT_MOST = 1_600;
const QUALITY = 0.85;
/** What cameras write at most; beyond it the browser is not asked to unpack it. */
const SOURCE_MAX_BYTES = 33_554_432;

const refused = (problem: string, cause?: unknown): MusterError => new MusterError("picture-refused", { problem }, { cause });

/** Drawn anew, at most so large: that leaves behind what the camera wrote into it, such as where it was taken. */
async function redrawn(file: File): Promise<Blob> {
  if (file.size > SOURCE_MAX_BYTES) throw refused("it is longer than 32 MiB");
  if (!pictureType(new Uint8Array(await file.slice(0, 16).arrayBuffer()))) throw refused("it is neither JPEG nor PNG nor WebP");
  const image = await createImageBitmap(file).catch((cause) => {
    throw refused("it is damaged", cause);
  });
  const scale = Math.min(1, SIDE_AT_MOST / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.max(1, Math.round(image.width * scale)), Math.max(1, Math.round(image.height * scale))];
  const context = canvas.getContext("2d");
  if (context) {
    // A JPEG has no transparent places.
    context.fillStyle = "white";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
  }
  image.close();
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  if (!drawn || drawn.size > PICTURE_MAX_BYTES) throw refused("this browser cannot make it small enough");
  return drawn;
}

/** Keeps a picture among the register's documents. @returns its digest, by which a notice names it. */
export function useAddPicture() {
  const { account, organization } = useConsole();
  const { isSignedIn, signIn } = useSession(account);
  return useMutation({
    mutationFn: async (file: File): Promise<Hex> => {
      const picture = await redrawn(file);
      if (!isSignedIn) await signIn.mutateAsync();
      return (await callApi<{ digest: Hex }>("PUT", `documents?org=${organization.id}`, picture)).digest;
    },
  });
}
