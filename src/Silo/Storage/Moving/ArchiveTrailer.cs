namespace MindBot.Silo.Storage;

/// <summary>An archive's last line.</summary>
/// <param name="Sha256">Over the header and the rows, in hexadecimal.</param>
/// <param name="Holdings">What the rows add up to.</param>
internal sealed record ArchiveTrailer(string Sha256, Holdings Holdings);
