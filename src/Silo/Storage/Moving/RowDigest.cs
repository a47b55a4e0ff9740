using System.Security.Cryptography;
using System.Text;

namespace MindBot.Silo.Storage;

/// <summary>The digest of an archive's lines, from its header on.</summary>
internal sealed class RowDigest : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(ReadOnlySpan<byte> line)
    {
        hash.AppendData(line);
        hash.AppendData("\n"u8);
    }

    public void Add(string line) => Add(Encoding.UTF8.GetBytes(line));

    /// <summary>In hexadecimal.</summary>
    public string Finish() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();
}
