using System.Text;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Tests.Storage;

public static class RowStoreExtensions
{
    public static RowKey Key(string key) => new("test", key);

    /// <summary>Writes <c>{"v":value}</c>.</summary>
    public static Task<WriteOutcome> Write(this RowStore rows, string key, string? expectedEtag, int value) =>
        rows.WriteAsync(Key(key), expectedEtag, Json(value)).AsTask();

    public static async Task<string?> Read(this RowStore rows, string key) =>
        await rows.ReadAsync(Key(key)) is { } row ? Encoding.UTF8.GetString(row.Payload) : null;

    public static byte[] Json(int value) => Encoding.UTF8.GetBytes($$"""{"v":{{value}}}""");
}
