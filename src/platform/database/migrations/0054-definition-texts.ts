import {MigrationInterface, QueryRunner} from 'typeorm';

/** From which texts a definition was registered, so that a start need not read them again. */
export class DefinitionTexts1700000000054 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE workflow_definition ADD texts text');
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
