import {Injectable} from '@nestjs/common';
import type {SignedInPerson} from '../../identity';
import {ReadDatabase} from '../../platform/database/read-database';
import {concerns, decisionFault} from '../domain/role-decision';
import {openProposals} from '../persistence/proposal-rows';

export interface ListedProposal {
  readonly id: string;
  readonly person: {readonly id: string; readonly displayName: string};
  readonly role: string;
  readonly committeeId: string | null;
  readonly reason: string;
  readonly proposedBy: {readonly id: string; readonly displayName: string};
  readonly proposedAt: string;
  /** Whether the reader can be the second person. */
  readonly mayDecide: boolean;
}

/** Roles that wait for a second person, oldest first: those that are the reader's business, none for everybody else. */
@Injectable()
export class ListProposals {
  constructor(private readonly database: ReadDatabase) {}

  async all(person: SignedInPerson): Promise<readonly ListedProposal[]> {
    const rows = await this.database.read((tx) => tx.rows(openProposals, [person.organisationId]));
    return rows.flatMap((row) => {
      const proposal = {personId: row.person_id, committeeId: row.committee_id, proposedBy: row.proposed_by};
      if (!concerns(person, proposal)) return [];
      return {
        id: row.id,
        person: {id: row.person_id, displayName: row.display_name},
        role: row.role,
        committeeId: row.committee_id,
        reason: row.reason,
        proposedBy: {id: row.proposed_by, displayName: row.proposer_name},
        proposedAt: row.proposed_at.toISOString(),
        mayDecide: decisionFault(person, proposal) === null,
      };
    });
  }
}
