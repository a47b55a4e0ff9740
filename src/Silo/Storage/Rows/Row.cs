namespace MindBot.Silo.Storage;

/// <summary>A row as stored.</summary>
/// <param name="Key">Its key within its kind.</param>
/// <param name="Etag">Names the write that made it; no two writes ever share one.</param>
/// <param name="Payload">UTF-8 JSON.</param>
public sealed record Row(string Key, string Etag, byte[] Payload);
