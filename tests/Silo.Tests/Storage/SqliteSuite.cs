namespace MindBot.Silo.Tests.Storage;

public sealed class SqliteBatchingTests() : BatchingTests(new TestFolder());

public sealed class SqliteEtagTests() : EtagTests(new TestFolder());

public sealed class SqliteStorageFaultTests() : StorageFaultTests(new TestFolder());

public sealed class SqliteGrainStorageTests() : GrainStorageTests(new TestFolder());

public sealed class SqliteReminderTableTests() : ReminderTableTests(new TestFolder());

public sealed class SqliteDurabilityTests() : DurabilityTests(new TestFolder());
