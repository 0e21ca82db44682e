"use client";

import { type FormEvent, useState } from "react";
import type { Address } from "viem";
import { Alert } from "@/app/_components/ui/alert.tsx";
import { Button } from "@/app/_components/ui/button.tsx";
import { Card, CardText, CardTitle } from "@/app/_components/ui/card.tsx";
import { Checkbox } from "@/app/_components/ui/choice.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import { Disclosure } from "@/app/_components/ui/disclosure.tsx";
import { Field } from "@/app/_components/ui/field.tsx";
import { Input } from "@/app/_components/ui/input.tsx";
import { KeepFocus } from "@/app/_components/ui/keep-focus.tsx";
import { Skeleton } from "@/app/_components/ui/skeleton.tsx";
import { ProblemNotice } from "@/app/_components/wallet/problem-notice.tsx";
import { useEndpoints } from "@/app/_hooks/use-endpoints.ts";
import type { Webhook } from "@/lib/store/endpoints.ts";
import { EndpointState } from "./endpoint-state.tsx";

/** For those who run a program of their own that acts on recalls. */
export function WebhookCard({ account }: { account: Address }) {
  const { endpoints } = useEndpoints(account);
  const webhook = endpoints.data?.find((one) => one.kind === "webhook");
  return (
    <Card>
      <CardTitle>Webhook</CardTitle>
      <CardText>
        For a program of yours, such as a home server: each notice is posted to it, signed by Standard Webhooks. It names the recall and the
        device, and not you. Shops, networks and authorities can have what happens to every recall posted as well.
      </CardText>
      {endpoints.isPending ? (
        <Skeleton className="mt-4 h-6 w-40" />
      ) : (
        <Disclosure summary={webhook ? "Your webhook" : "Set a webhook"} open={Boolean(webhook)} className="mt-4">
          <WebhookForm account={account} webhook={webhook} />
        </Disclosure>
      )}
    </Card>
  );
}

function WebhookForm({ account, webhook }: { account: Address; webhook: Webhook | undefined }) {
  const { setWebhook, rotate, hearRecalls, test, remove } = useEndpoints(account);
  const [typed, setTyped] = useState<string | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const url = typed ?? webhook?.url ?? "";
  const isBusy = [setWebhook, rotate, hearRecalls, test, remove].some(({ isPending }) => isPending);
  const forget = () => {
    for (const mutation of [setWebhook, rotate, hearRecalls, test, remove]) mutation.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!url.trim()) return;
    forget();
    setWebhook.mutate(url.trim(), {
      onSuccess: (answer) => {
        setSecret(answer.secret);
        setTyped(null);
      },
    });
  };
  const error = setWebhook.error ?? rotate.error ?? hearRecalls.error ?? test.error ?? remove.error;
  return (
    <KeepFocus className="flex flex-col gap-4">
      <form onSubmit={submit} noValidate>
        <Field label="Address" hint="https, on a public host. It has to answer a test with a status of 2xx before it counts." required>
          {(control) => (
            <div className="flex flex-col gap-3 sm:flex-row">
              <Input
                {...control}
                type="url"
                inputMode="url"
                autoComplete="off"
                spellCheck={false}
                placeholder="https://home.example.org/recalls"
                value={url}
                onChange={(event) => {
                  setTyped(event.target.value);
                  forget();
                }}
              />
              <Button type="submit" disabled={isBusy || !url.trim()} className="h-11 sm:h-10">
                {setWebhook.isPending ? "Saving" : webhook ? "Replace" : "Save"}
              </Button>
            </div>
          )}
        </Field>
      </form>
      {error ? <ProblemNotice error={error} /> : null}
      {secret ? <Secret secret={secret} onDone={() => setSecret(null)} /> : null}
      {webhook ? (
        <>
          <EndpointState endpoint={webhook} on="On. Notices are posted there." retired="Set an address again when there is one." />
          {webhook.formerUntil ? (
            <p className="text-ink-soft text-sm">
              The former secret signs as well until <Moment at={webhook.formerUntil} />.
            </p>
          ) : null}
          <Checkbox
            checked={hearRecalls.isPending ? hearRecalls.variables : webhook.hearsRecalls}
            disabled={isBusy}
            onChange={({ target }) => hearRecalls.mutate(target.checked)}
          >
            Every recall of this register as well, from now on: opened, changed, a fix named, closed or withdrawn
          </Checkbox>
          <div className="flex flex-wrap gap-3">
            <Button
              variant="secondary"
              disabled={isBusy || webhook.isTesting || webhook.state === "retired"}
              onClick={() => test.mutate(webhook.id)}
            >
              Send a test
            </Button>
            <Button
              variant="secondary"
              disabled={isBusy}
              onClick={() => rotate.mutate(undefined, { onSuccess: (answer) => setSecret(answer.secret) })}
            >
              New secret
            </Button>
            <Button
              variant="secondary"
              disabled={isBusy}
              onClick={() => {
                setSecret(null);
                remove.mutate(webhook.id);
              }}
            >
              Remove
            </Button>
          </div>
        </>
      ) : null}
    </KeepFocus>
  );
}

function Secret({ secret, onDone }: { secret: string; onDone(): void }) {
  return (
    <Alert title="The secret, shown this once" role="status">
      <p>Your program checks with it that a message is from here. Keep it where nobody else reads it.</p>
      <p className="mt-2 break-all">
        <Copy value={secret} what="secret" ends={64} />
      </p>
      <Button variant="secondary" size="sm" className="mt-3" onClick={onDone}>
        I have kept it
      </Button>
    </Alert>
  );
}
