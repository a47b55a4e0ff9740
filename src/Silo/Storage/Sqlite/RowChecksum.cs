using System.Numerics;
using System.Runtime.InteropServices;

namespace MindBot.Silo.Storage;

/// <summary>
/// CRC-32C of a payload. SQLite checks the structure of its pages, not their content: without this, a flipped bit in a digit
/// would be read as a different balance.
/// </summary>
internal static class RowChecksum
{
    public static uint Of(ReadOnlySpan<byte> payload)
    {
        var crc = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(payload))
            crc = BitOperations.Crc32C(crc, word);
        foreach (var octet in payload[(payload.Length & ~7)..])
            crc = BitOperations.Crc32C(crc, octet);
        return ~crc;
    }
}
