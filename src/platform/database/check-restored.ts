import {Client} from 'pg';

/** What was restored into the database has not been checked and accepted yet; nothing may work on it. */
export class RestorationUnfinishedError extends Error {
  constructor() {
    super(
      'A backup was loaded into this database, but the restoration was not finished: its log was not checked, or a loss ' +
        'was not accepted.\nFinish it with: collegium restore --finish',
    );
    this.name = 'RestorationUnfinishedError';
  }
}

/**
 * @param applicationUrl connection string of the application's role; the schema is current
 * @throws RestorationUnfinishedError
 */
export async function checkRestored(applicationUrl: string): Promise<void> {
  const client = new Client({connectionString: applicationUrl});
  await client.connect();
  try {
    const {rowCount} = await client.query('SELECT FROM restoration WHERE finished_at IS NULL');
    if (rowCount !== 0) throw new RestorationUnfinishedError();
  } finally {
    await client.end();
  }
}
