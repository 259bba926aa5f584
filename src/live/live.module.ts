import {Module} from '@nestjs/common';
import {CasesModule} from '../cases';
import {IdentityModule} from '../identity';
import {LiveController} from './http/live.controller';
import {LiveStreams} from './queries/live-streams';

/** Tells pages that are open what has changed. */
@Module({imports: [CasesModule, IdentityModule], controllers: [LiveController], providers: [LiveStreams]})
export class LiveModule {}
