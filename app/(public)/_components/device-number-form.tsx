import { Search } from "lucide-react";
import { Button } from "@/app/_components/ui/button.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";

type Props = { action: string; value: string; problem: string | null | undefined; label?: string };

/** Asks by the register's own number; a plain GET. */
export function DeviceNumberForm({ action, value, problem, label = "Look it up" }: Props) {
  return (
    <form action={action} method="get" className="flex flex-col gap-4">
      <Field
        label="Device number"
        hint="Two numbers with a dash, for example 7-123. It stands in notices and on your device's page."
        error={problem}
      >
        {(control) => <Input {...control} name="device" defaultValue={value} maxLength={27} inputMode="numeric" autoComplete="off" />}
      </Field>
      <Button type="submit" size="lg">
        <Search aria-hidden />
        {label}
      </Button>
    </form>
  );
}
