/** What a page has to know of a camera, apart from its pictures. */

/** Why there is no picture. `refused`: by the visitor or the browser's settings; `gone`: it was there and stopped. */
export type CameraFault = "refused" | "missing" | "busy" | "gone" | "unusable";

const FAULTS: Record<string, CameraFault> = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
};

/** @param error What asking for the camera came to. */
export const cameraFault = (error: unknown): CameraFault => (error instanceof DOMException && FAULTS[error.name]) || "unusable";

/** As much of a `MediaStreamTrack` as is needed; not every browser can be asked for capabilities. */
type Track = { applyConstraints(constraints: object): Promise<void>; getCapabilities?(): object };

/** Whether there is a light that can be turned on. */
export const hasTorch = (track: Track): boolean => (track.getCapabilities?.() as { torch?: unknown } | undefined)?.torch === true;

/** @returns false when the light did not obey, which some phones do though they say that they have one. */
export const setTorch = (track: Track, isOn: boolean): Promise<boolean> =>
  track.applyConstraints({ advanced: [{ torch: isOn }] }).then(
    () => true,
    () => false,
  );
