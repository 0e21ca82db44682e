import { Alert } from "@/app/_components/ui/alert.tsx";
import { Moment } from "@/app/_components/ui/datetime.tsx";
import type { PushEndpoint, Webhook } from "@/lib/store/endpoints.ts";

type Props = {
  endpoint: PushEndpoint | Webhook;
  /** What is said when all is well, and what a retired one is to be answered with. */
  on: string;
  retired: string;
};

/** Whether notices get there, in a sentence, and what went wrong last. */
export function EndpointState({ endpoint, on, retired }: Props) {
  const { state, isTesting, problem, problemAt } = endpoint;
  const last = problem ? (
    <p>
      {problem} {problemAt ? <Moment at={problemAt} /> : null}
    </p>
  ) : null;
  if (state === "retired")
    return (
      <Alert tone="warning" title="No notices go there any more." role="status">
        {last}
        <p className="mt-1">{retired}</p>
      </Alert>
    );
  if (isTesting) return <Alert title="A test is on its way." role="status" />;
  if (problem)
    return (
      <Alert
        tone="warning"
        title={state === "on" ? "The last message did not get through." : "The test did not get through, so no notices go there yet."}
        role="status"
      >
        {last}
        {state === "on" ? <p className="mt-1">Notices are tried again for some days.</p> : null}
      </Alert>
    );
  if (state === "untested") return <Alert tone="warning" title="It has not been tested yet, so no notices go there." role="status" />;
  return <Alert tone="success" title={on} role="status" />;
}
