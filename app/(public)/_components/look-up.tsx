import { Search } from "lucide-react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import type { PrintedNumbers, Problems } from "@/app/_lib/printed-numbers.ts";
import { CodeForm } from "./code-form.tsx";
import { DeviceNumberForm } from "./device-number-form.tsx";

/** What was asked last and what is wrong with it, so that nothing typed is lost. */
export type LookUpState = {
  by: "serial" | "code" | "device";
  printed: PrintedNumbers;
  device: string;
  problems: Problems<keyof PrintedNumbers | "device">;
};

const WAYS = [
  { by: "serial", label: "Serial number" },
  { by: "code", label: "Claim code" },
  { by: "device", label: "Device number" },
] as const;

/** Three ways to one device. Radio buttons and CSS choose the way, so that it works without JavaScript. */
export function LookUp({ by, printed, device, problems }: LookUpState) {
  return (
    <div className="group rounded-lg border border-line-strong/60 bg-surface shadow-sm">
      <fieldset className="border-b p-2">
        <legend className="sr-only">What do you have at hand?</legend>
        <div className="grid grid-cols-3 gap-1">
          {WAYS.map((way) => (
            <label
              key={way.by}
              className="flex min-h-10 cursor-pointer items-center justify-center rounded-md px-2 py-2 text-center font-medium text-ink-soft text-sm leading-tight hover:text-ink has-checked:bg-accent-wash has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input type="radio" name="way" id={`by-${way.by}`} defaultChecked={way.by === by} className="sr-only" />
              {way.label}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="hidden p-4 sm:p-6 group-has-[#by-serial:checked]:block">
        <SerialForm printed={printed} problems={problems} />
      </div>
      <div className="hidden p-4 sm:p-6 group-has-[#by-code:checked]:block">
        <CodeForm target="/devices/{device}" />
      </div>
      <div className="hidden p-4 sm:p-6 group-has-[#by-device:checked]:block">
        <DeviceNumberForm action="/" value={device} problem={problems.device} />
      </div>
    </div>
  );
}

function SerialForm({ printed, problems }: Pick<LookUpState, "printed" | "problems">) {
  return (
    <form action="/" method="get" className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="GTIN" hint="The barcode's 8 to 14 digits." error={problems.gtin}>
          {(control) => (
            <Input {...control} name="gtin" defaultValue={printed.gtin} inputMode="numeric" maxLength={14} autoComplete="off" />
          )}
        </Field>
        <Field label="Lot" hint="Marked LOT or (10)." error={problems.lot}>
          {(control) => <Input {...control} name="lot" defaultValue={printed.lot} maxLength={20} autoComplete="off" spellCheck={false} />}
        </Field>
      </div>
      <Field label="Serial number" hint="Marked S/N, SER or (21). Capitals and leading zeros count." error={problems.serial}>
        {(control) => (
          <Input {...control} name="serial" defaultValue={printed.serial} maxLength={20} autoComplete="off" spellCheck={false} />
        )}
      </Field>
      <Button type="submit" size="lg">
        <Search aria-hidden />
        Look it up
      </Button>
      <p className="text-ink-soft text-sm leading-snug">
        Or point your phone's camera at the square code on the device: it opens the same answer.
      </p>
    </form>
  );
}
