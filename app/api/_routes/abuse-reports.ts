import { deviceHints } from "../../../lib/domain/abuse-hints.ts";
import { forwardedTexts } from "../../../lib/domain/abuse-message.ts";
import { MusterError } from "../../../lib/domain/errors.ts";
import { orgId } from "../../../lib/domain/ids.ts";
import type { AbuseReport, Subject } from "../../../lib/domain/xarf.ts";
import type { RecallHints } from "../../../lib/feed/abuse-recalls.ts";
import { asnOf, requireAbuse, requireBody, requireKey, requireNetwork } from "../_lib/abuse.ts";
import { readReport } from "../_lib/abuse-report.ts";
import { createRateLimit, visitorOf } from "../_lib/rate-limit.ts";
import { json, route } from "../_lib/respond.ts";
import type { Provide } from "../_lib/services.ts";

const NOT_A_DEVICE: Record<Exclude<Subject, "device">, string> = {
  robot: "it is about a program that reads web sites",
  other: "it is about what was sent or offered, or about a server",
};

/**
 * Takes in reports of abuse from operators of networks. The answer goes to the operator, who knows its customer; what the request
 * said of address, port and reporter is forgotten with it.
 */
export function abuseReportsRoutes(provide: Provide) {
  const visitors = createRateLimit({ burst: 20_000, perMinute: 60_000 });
  const strangers = createRateLimit({ burst: 20, perMinute: 20 });
  const bodies = createRateLimit({ burst: 10_000, perMinute: 30_000 });
  return {
    /** ?asn= where the operator has several networks. */
    POST: route(async (request) => {
      visitors.take(visitorOf(request));
      const services = await provide();
      const abuse = requireAbuse(services);
      const holder = await requireKey(request, services).catch((error: unknown) => {
        strangers.take(visitorOf(request));
        throw error;
      });
      bodies.take(`${holder}`);
      const body = await requireBody(services, holder);
      const asn = await requireNetwork(abuse, body, asnOf(new URL(request.url).searchParams.get("asn")));
      const report = aboutDevice(await readReport(request));
      const { classes, rules } = deviceHints(report);
      const recalls = await abuse.findRecalls(report);
      const code = abuse.tags.codeOf(orgId(body.id), report.reportId);
      const kept = { org: orgId(body.id), asn, category: report.category as string, type: report.type as string, classes };
      const { isNew, until } = await services.store.abuse.keep(code, { ...kept, recalls: recalls.fitting.map(({ recall }) => recall.id) });
      const home = `${services.publicUrl}/fix`;
      const link = `${home}/${code}`;
      const likely = { classes, because: rules.map(({ by, name, source }) => ({ by, name, source })) };
      const texts = forwardedTexts({ report, provider: body.name, code, link, home, until });
      return json(
        { link, code, asn, expiresAt: until, likely, recalls: recallsOf(recalls, services.publicUrl), texts },
        { status: isNew ? 201 : 200 },
      );
    }),
  };
}

/** @throws MusterError `abuse-not-device`. */
function aboutDevice(report: AbuseReport): AbuseReport {
  if (report.subject !== "device") throw new MusterError("abuse-not-device", { kind: NOT_A_DEVICE[report.subject] });
  if (report.address === null) throw new MusterError("abuse-not-device", { kind: "it names no address" });
  return report;
}

const recallsOf = ({ fitting, also }: RecallHints, publicUrl: string) => [
  ...fitting.map(({ recall: { id, severity }, by }) => ({ id, severity, because: by, url: `${publicUrl}/recalls/${id}` })),
  ...also.map(({ id, severity }) => ({ id, severity, because: "open", url: `${publicUrl}/recalls/${id}` })),
];
