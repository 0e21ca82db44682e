"use client";

import { Field } from "@/app/_components/ui/field.tsx";
import { Textarea } from "@/app/_components/ui/input.tsx";

type Props = {
  /** How such an answer begins. */
  name: string;
  text: string;
  onChange(text: string): void;
};

/** Takes what a device answered, as it was copied. */
export const AnswerField = ({ name, text, onChange }: Props) => (
  <Field label="Answer of the device" hint={`It begins with ${name}: and is checked here as soon as it is whole.`}>
    {(control) => (
      <Textarea
        {...control}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        className="font-mono text-xs sm:text-xs"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
    )}
  </Field>
);
