import {NamedPerson, personNamed} from '../domain/event-item';
import type {HoldRow, JudgedCase, PolicyRow} from '../queries/retention-desk';
import type {Certificate, DisposalRow} from '../queries/show-disposal';
import type {CertificateDto, DisposalDto, JudgedCaseDto} from './disposals.dto';
import type {HoldDto, PolicyDto} from './retention.dto';

type Names = ReadonlyMap<string, string>;

export const policyBody = (row: PolicyRow): PolicyDto => ({
  id: row.id,
  class: row.class,
  programme: row.programme,
  years: row.years,
  counsel: row.counsel,
  approvedOn: row.approved_on,
  document: row.document,
  enteredBy: row.entered_by,
  enteredAt: row.entered_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
});

export const holdBody = (row: HoldRow): HoldDto => ({
  id: row.id,
  scope: row.scope,
  subject: row.subject,
  reason: row.reason,
  placedBy: row.placed_by,
  placedAt: row.placed_at.toISOString(),
  releaseAskedBy: row.release_asked_by,
  releaseReason: row.release_reason,
  releasedBy: row.released_by,
  releasedAt: row.released_at?.toISOString() ?? null,
});

export const judgedCaseBody = ({row, judged}: JudgedCase): JudgedCaseDto => ({
  case: row.id,
  number: row.number,
  settledSince: row.stage_since.toISOString(),
  classes: judged.map((one) => ({
    class: one.class,
    verdict: one.verdict,
    policy: one.policy,
    until: one.until?.toISOString() ?? null,
  })),
});

export const disposalBody = (row: DisposalRow, names: Names): DisposalDto => ({
  id: row.id,
  number: row.number,
  requestedBy: nameOf(row.requested_by, names),
  requestedAt: row.requested_at.toISOString(),
  approvedBy: personNamed(row.approved_by, names),
  approvedAt: row.approved_at?.toISOString() ?? null,
});

export const certificateBody = (certificate: Certificate): CertificateDto => {
  const {organisation, privilege, disposal, names, items, policies, log} = certificate;
  return {
    organisation,
    privilege,
    disposal: disposalBody(disposal, names),
    items,
    policies: policies.map(policyBody),
    log: {
      ...{size: log.size, root: log.root, verified: log.verified, checkpoint: log.checkpoint},
      verifiedAt: log.verifiedAt.toISOString(),
    },
  };
};

const nameOf = (id: string, names: Names): NamedPerson => ({id, name: names.get(id) ?? ''});
