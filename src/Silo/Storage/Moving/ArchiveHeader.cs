namespace MindBot.Silo.Storage;

/// <summary>An archive's first line.</summary>
/// <param name="Format">Says that it is one of ours.</param>
/// <param name="Version">See <see cref="ArchiveFormat.Version"/>.</param>
/// <param name="States">See <see cref="ArchiveFormat.StatesVersion"/>.</param>
/// <param name="MadeAt">UTC.</param>
/// <param name="Source">The database's name, for people.</param>
internal sealed record ArchiveHeader(string Format, int Version, int States, DateTimeOffset MadeAt, string Source);
