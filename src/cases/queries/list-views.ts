import {Injectable} from '@nestjs/common';
import type {SignedInPerson} from '../../identity';
import {ReadDatabase} from '../../platform/database/read-database';
import type {SavedView} from '../domain/saved-view';
import {findViews} from '../persistence/view-rows';

/** Somebody's own views; what they show they show through the gate, when they are asked for. */
@Injectable()
export class ListViews {
  constructor(private readonly database: ReadDatabase) {}

  async run({organisationId, personId}: SignedInPerson): Promise<readonly SavedView[]> {
    return this.database.read((tx) => tx.rows(findViews, [organisationId, personId]));
  }
}
