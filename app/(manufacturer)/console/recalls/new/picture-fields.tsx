"use client";

import { X } from "lucide-react";
import { Picture, SHOWS } from "@/app/_components/register/pictures.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { DropZone } from "@/app/_components/ui/drop-zone.tsx";
import { ErrorNotice } from "@/app/_components/ui/error-notice.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input, Select } from "@/app/_components/ui/input.tsx";
import { toProblem } from "@/app/_lib/problem.ts";
import { PICTURE_TYPES } from "@/lib/domain/picture.ts";
import type { RecallForm } from "../../_components/recall-form.ts";
import { useAddPicture } from "./use-add-picture.ts";

/** As many as a notice holds. */
const PICTURES_AT_MOST = 10;

type Pictures = RecallForm["pictures"];
type Props = { pictures: Pictures; problem: string | undefined; onChange(pictures: Pictures): void };

/** Pictures by which owners tell whether theirs is meant: of the device, and of the label on which its numbers stand. */
export function PictureFields({ pictures, problem, onChange }: Props) {
  const adding = useAddPicture();
  const add = async (file: File) => {
    const sha256 = await adding.mutateAsync(file).catch(() => null); // said below
    if (sha256 === null || pictures.some((picture) => picture.sha256 === sha256)) return;
    const shows = pictures.some((picture) => picture.shows === "product") ? "marking" : "product";
    onChange([...pictures, { sha256, shows, text: "" }]);
  };
  const change = (at: number, part: Partial<Pictures[number]>) =>
    onChange(pictures.map((picture, i) => (i === at ? { ...picture, ...part } : picture)));
  return (
    <fieldset className="flex flex-col gap-4" disabled={adding.isPending}>
      <legend className="mb-3 font-medium text-sm">Pictures</legend>
      {pictures.map(({ sha256, shows, text }, at) => (
        <div key={sha256} className="grid gap-4 rounded-md border bg-surface p-3 sm:grid-cols-[10rem_1fr_auto]">
          <Picture sha256={sha256} text={text || "A picture that has no words yet"} />
          <div className="flex flex-col gap-3">
            <Field label="It shows">
              {(control) => (
                <Select
                  {...control}
                  value={shows}
                  onChange={(event) => change(at, { shows: event.target.value as Pictures[number]["shows"] })}
                >
                  {Object.entries(SHOWS).map(([value, label]) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field
              label="In words, for those who do not see it"
              error={problem && (text.trim() === "" || text.trim().length > 500) ? problem : undefined}
              required
            >
              {(control) => <Input {...control} value={text} onChange={(event) => change(at, { text: event.target.value })} />}
            </Field>
          </div>
          <Button
            variant="quiet"
            size="icon"
            aria-label="Take the picture out"
            onClick={() => onChange(pictures.filter((_, i) => i !== at))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      {pictures.length < PICTURES_AT_MOST ? (
        <Field
          label="Add a picture"
          hint="Of the product, and of the place where its numbers stand. It is made smaller here, without the place and time that cameras write into it, and then kept in the register, where everybody can see it."
        >
          {(control) => (
            <DropZone
              control={control}
              prompt={adding.isPending ? "Keeping the picture" : "Drop a JPEG, PNG or WebP picture here, or choose it"}
              accept={PICTURE_TYPES.join()}
              onFile={add}
            />
          )}
        </Field>
      ) : null}
      {adding.error ? <ErrorNotice error={toProblem(adding.error)} /> : null}
    </fieldset>
  );
}
