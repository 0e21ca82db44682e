import { Badge } from "@/app/_components/ui/badge.tsx";
import { Copy } from "@/app/_components/ui/copy.tsx";
import { Day } from "@/app/_components/ui/datetime.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/app/_components/ui/table.tsx";
import { CERTIFICATE_WORDS } from "@/app/_lib/security-words.ts";
import { readableReason } from "@/app/_lib/words.ts";
import { type CertificateState, lastMoment } from "@/lib/domain/certificate.ts";
import type { CertificateView } from "@/lib/feed/wire.ts";
import { OrganizationName } from "./names.tsx";

export const CertificateBadge = ({ state }: { state: CertificateState }) => (
  <Badge tone={CERTIFICATE_WORDS[state].tone}>{CERTIFICATE_WORDS[state].word}</Badge>
);

/** The cells of when, for how long and for which version a laboratory certified. */
export const CertificateTerms = ({ of }: { of: Pick<CertificateView, "certifiedAt" | "validUntil" | "version"> }) => (
  <>
    <TableCell className="whitespace-nowrap">
      <Day at={of.certifiedAt} />
    </TableCell>
    <TableCell className="whitespace-nowrap">
      <Day at={lastMoment(of)} />
    </TableCell>
    <TableCell numeric>version {of.version}</TableCell>
  </>
);

/** The last certificate of each laboratory, with why it does or does not count. */
export const CertificateTable = ({ certificates }: { certificates: readonly CertificateView[] }) => (
  <Table caption="Certificates of laboratories">
    <TableHead>
      <tr>
        <TableHeader>Laboratory</TableHeader>
        <TableHeader>State</TableHeader>
        <TableHeader>Certified</TableHeader>
        <TableHeader>Valid until</TableHeader>
        <TableHeader numeric>Declaration</TableHeader>
        <TableHeader>Test report</TableHeader>
      </tr>
    </TableHead>
    <TableBody>
      {certificates.map(({ laboratory, state, report, revoked, ...certificate }) => (
        <TableRow key={laboratory.id}>
          <TableHeader scope="row">
            <OrganizationName organization={laboratory} />
          </TableHeader>
          <TableCell className="min-w-56 whitespace-normal">
            <CertificateBadge state={state} />{" "}
            {revoked ? (
              <>
                on <Day at={revoked.at} />: {readableReason(revoked.reason)}
              </>
            ) : (
              <span className="text-ink-soft">{CERTIFICATE_WORDS[state].meaning}</span>
            )}
          </TableCell>
          <CertificateTerms of={certificate} />
          <TableCell>
            <Copy value={report} what="digest of the report" ends={6} />
          </TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);
