import {Injectable} from '@nestjs/common';
import {Randomness} from '../../platform/crypto/randomness';
import {FeatureRegistry, KnownWorkflows} from '../../workflow';
import {CaseDoor} from './case-door';
import {Forms} from './forms';

/** What every command on a case needs to read it; kept together, as each needs all of it. */
@Injectable()
export class CaseReading {
  constructor(
    readonly door: CaseDoor,
    readonly forms: Forms,
    readonly workflows: KnownWorkflows,
    readonly registry: FeatureRegistry,
    readonly randomness: Randomness,
  ) {}
}
