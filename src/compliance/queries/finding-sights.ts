import {Injectable} from '@nestjs/common';
import {FoundEvent, caseOfStream, casesOf, readLeaves} from '../../audit';
import {CaseUser} from '../../cases';
import {hidingRelations} from '../../disclosure';
import {ReadTransaction} from '../../platform/database/transaction';
import {isId} from '../../platform/is-id';
import {accessOf} from './access-of';
import {isWholeCompliance} from '../domain/is-compliance';
import {DeskViewer, projectEvent} from '../domain/project-event';
import {SeenFinding, seenFinding} from '../domain/seen-finding';
import {Finding} from '../domain/unusual-access';
import {findFindingsById} from '../persistence/finding-rows';
import {CaseSights} from './case-sights';

type Kept = Pick<Finding, 'rule' | 'who' | 'evidence'>;

/**
 * What somebody at the desk may have of findings: each is counted again over what the search of the log would show them,
 * since a finding about looks at a case tells its parties of the case. Nobody has any about themselves.
 */
@Injectable()
export class FindingSights {
  constructor(private readonly sights: CaseSights) {}

  /** @returns one for each, in their order; null where nothing that makes a finding is left */
  async seen(
    tx: ReadTransaction,
    user: CaseUser,
    findings: readonly Kept[],
  ): Promise<readonly (SeenFinding | null)[]> {
    const {organisationId, personId} = user;
    const others = findings.filter(({who}) => who !== personId);
    const leaves = [...new Set(others.flatMap(({evidence}) => evidence.leaves))];
    const found = await readLeaves(tx, organisationId, leaves);
    const sights = await this.sights.of(tx, user, found.flatMap(casesOf));
    const viewer = {personId, whole: isWholeCompliance(user), sights};
    const events = new Map(found.map((event) => [event.leaf, event]));
    return findings.map((finding) => {
      if (finding.who === personId) return null;
      const own = finding.evidence.leaves.flatMap((leaf) => events.get(leaf) ?? []);
      return seenFinding(
        finding,
        own.filter((event) => isSeen(event, finding, viewer)),
      );
    });
  }

  /** @returns those of the ids that are findings of which the user may have something */
  async shown(tx: ReadTransaction, user: CaseUser, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const wanted = [...new Set(ids.filter(isId))];
    if (wanted.length === 0) return new Set();
    const rows = await tx.rows(findFindingsById, [user.organisationId, wanted]);
    const seen = await this.seen(
      tx,
      user,
      rows.map((row) => ({...row, who: row.person_id})),
    );
    return new Set(rows.filter((_, at) => seen[at]).map(({id}) => id));
  }
}

/** Whether the viewer sees that this was done, and by whom. */
function isSeen(event: FoundEvent, {who}: Kept, viewer: DeskViewer): boolean {
  const item = projectEvent(event, viewer);
  if (item?.event) return accessOf(item).some((access) => access.who === who);
  if (!item) return false;
  // Its payload was lawfully disposed of: who did it stands in the finding alone.
  const sight = viewer.sights.get(caseOfStream(event.stream) ?? '');
  return !sight || hidingRelations(sight.parties.get(who) ?? [], sight.sees).length === 0;
}
