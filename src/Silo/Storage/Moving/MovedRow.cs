namespace MindBot.Silo.Storage;

/// <summary>A row on its way from one database to another. Its etag stays behind: whoever writes it names the write anew.</summary>
/// <param name="Payload">UTF-8 JSON.</param>
internal sealed record MovedRow(string Kind, string Key, byte[] Payload);
