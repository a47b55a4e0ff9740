namespace MindBot.Silo.Storage;

/// <summary>The address of a row. Both parts are non-empty; <paramref name="Kind"/> groups the rows of one state type.</summary>
public readonly record struct RowKey(string Kind, string Key);
