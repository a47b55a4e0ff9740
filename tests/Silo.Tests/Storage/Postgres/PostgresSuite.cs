using MindBot.Tests.Postgres;

namespace MindBot.Silo.Tests.Storage;

[Collection(PostgresCollection.Name)]
public sealed class PostgresBatchingTests(PostgresServer server) : BatchingTests(new PostgresTestDatabase(server));

[Collection(PostgresCollection.Name)]
public sealed class PostgresEtagTests(PostgresServer server) : EtagTests(new PostgresTestDatabase(server));

[Collection(PostgresCollection.Name)]
public sealed class PostgresStorageFaultTests(PostgresServer server) : StorageFaultTests(new PostgresTestDatabase(server));

[Collection(PostgresCollection.Name)]
public sealed class PostgresGrainStorageTests(PostgresServer server) : GrainStorageTests(new PostgresTestDatabase(server));

[Collection(PostgresCollection.Name)]
public sealed class PostgresReminderTableTests(PostgresServer server) : ReminderTableTests(new PostgresTestDatabase(server));

[Collection(PostgresCollection.Name)]
public sealed class PostgresDurabilityTests(PostgresServer server) : DurabilityTests(new PostgresTestDatabase(server));
