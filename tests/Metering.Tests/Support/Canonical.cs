using System.Text.Json;
using MindBot.Grains.Metering;

namespace MindBot.Metering.Tests.Support;

/// <summary>Wallets as text: records that hold arrays compare by reference, their text compares by content.</summary>
internal static class Canonical
{
    public static string Text(Wallet wallet) => JsonSerializer.Serialize(wallet);

    public static string Text<T>(IEnumerable<T> items) => JsonSerializer.Serialize(items.ToArray());
}
