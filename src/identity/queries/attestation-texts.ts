import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Injectable} from '@nestjs/common';
import {parse} from 'yaml';
import {ReadTransaction} from '../../platform/database/transaction';
import {AttestationText, attestationText} from '../domain/attestation';
import {findAttestationText} from '../persistence/attestation-statements';

/** Beside the program, in the repository as in the image. */
const STANDARD = join(__dirname, '..', '..', '..', 'attestations', 'standard.yaml');

/** The words that are signed: the newest of the organisation's own, else those that are shipped. */
@Injectable()
export class AttestationTexts {
  #standard: AttestationText | undefined;

  async current(tx: ReadTransaction, organisationId: string): Promise<AttestationText> {
    const own = await tx.row(findAttestationText, [organisationId]);
    if (own) return {...own, version: `own/${own.version}`};
    this.#standard ??= attestationText(parse(readFileSync(STANDARD, 'utf8')));
    return {...this.#standard, version: `standard/${this.#standard.version}`};
  }
}
