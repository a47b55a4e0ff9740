using MindBot.Tests.Postgres;

namespace MindBot.Silo.Tests.Storage;

public sealed class SqliteMovingTests() : MovingTests(new TestFolder());

[Collection(PostgresCollection.Name)]
public sealed class PostgresMovingTests(PostgresServer server) : MovingTests(new PostgresTestDatabase(server));
