import {ConcernPlace} from '../platform/health/concerns';
import {INSTALLATION} from './domain/audit-record';

/** Where to raise what concerns one log; that of the installation itself concerns every administrator. */
export const concernPlace = (topic: string, organisation: string): ConcernPlace =>
  organisation === INSTALLATION
    ? {topic: `${topic}OfInstallation`, organisation: null}
    : {topic, organisation};
