import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {Injectable} from '@nestjs/common';
import {parse} from 'yaml';
import {ReadDatabase} from '../../platform/database/read-database';
import {PrivilegeExample, privilegeExample} from '../domain/privilege-text';
import {privilegeNotice} from '../domain/privilege-notice';
import {findPrivilege} from '../persistence/desk-rows';
import {findTexts} from '../persistence/privilege-rows';

/** Beside the program, in the repository as in the image. */
const FOLDER = join(__dirname, '..', '..', '..', 'privilege');

export interface CommitteeText {
  readonly id: string;
  readonly committee: {readonly id: string; readonly name: string};
  readonly version: number;
  readonly jurisdiction: string;
  readonly statute: string;
  readonly text: string;
  readonly purpose: string;
  readonly prohibition: string;
  readonly source: string;
  readonly enteredAt: string;
  /** `example`: needs counsel's approval before use. */
  readonly state: 'example' | 'approved';
  readonly counsel: string | null;
  readonly approvedAt: string | null;
}

/** Privilege texts: those that are shipped as examples, and those of the organisation's committees. */
@Injectable()
export class PrivilegeLibrary {
  constructor(private readonly database: ReadDatabase) {}

  /** What protects all that the organisation's committees do: for pages that are no single committee's. */
  async notice(organisationId: string): Promise<string> {
    const texts = await this.database.read((tx) => tx.rows(findPrivilege, [organisationId, null]));
    return privilegeNotice(texts.map(({privilege_text}) => privilege_text));
  }

  /** @throws PrivilegeExampleError when a file was changed into something else */
  examples(): PrivilegeExample[] {
    return readdirSync(FOLDER)
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => privilegeExample(file, parse(readFileSync(join(FOLDER, file), 'utf8'))));
  }

  async texts(organisationId: string): Promise<CommitteeText[]> {
    const rows = await this.database.read((tx) => tx.rows(findTexts, [organisationId]));
    return rows.map((row) => ({
      id: row.id,
      committee: {id: row.committee_id, name: row.committee},
      version: row.version,
      jurisdiction: row.jurisdiction,
      statute: row.statute,
      text: row.text,
      purpose: row.purpose,
      prohibition: row.prohibition,
      source: row.source,
      enteredAt: row.entered_at.toISOString(),
      state: row.approved_at ? 'approved' : 'example',
      counsel: row.counsel,
      approvedAt: row.approved_at?.toISOString() ?? null,
    }));
  }
}
