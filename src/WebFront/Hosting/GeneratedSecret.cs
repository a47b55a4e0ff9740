using System.Security.Cryptography;

namespace MindBot.WebFront.Hosting;

/// <summary>Secrets that Development makes up for itself, once per data folder, readable by their owner alone.</summary>
internal static class GeneratedSecret
{
    /// <exception cref="InvalidSettingException">The folder cannot be written to.</exception>
    public static string ReadOrCreate(string folder, string name)
    {
        try
        {
            return ReadOrCreateIn(folder, name);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"The data folder {folder} cannot be used: {error.Message}", error);
        }
    }

    private static string ReadOrCreateIn(string folder, string name)
    {
        var file = Path.Combine(folder, name);
        if (File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } kept) return kept;

        Directory.CreateDirectory(folder);
        var secret = RandomNumberGenerator.GetHexString(64, lowercase: true);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(secret);
        return secret;
    }
}
