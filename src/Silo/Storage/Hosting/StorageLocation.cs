namespace MindBot.Silo.Storage;

/// <summary>Where the rows are kept.</summary>
/// <param name="DataFolder">Holds the SQLite file, unless there is a database server.</param>
/// <param name="Database">The PostgreSQL database; null: SQLite.</param>
/// <param name="MayMigrate">Whether the start makes the PostgreSQL tables that are missing. The SQLite file's are always made.</param>
/// <param name="IsShared">Whether other silos use the PostgreSQL database at the same time.</param>
/// <param name="UsesAdoNet">Whether Orleans' own providers keep states and reminders, in tables of theirs.</param>
public sealed record StorageLocation(
    string DataFolder, PostgresAddress? Database = null, bool MayMigrate = false, bool IsShared = false, bool UsesAdoNet = false);
