using System.Text.Json;
using System.Text.Json.Serialization;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Catalog;

/// <summary>Reads the files of the catalog: snake case, comments allowed, nothing that nobody knows.</summary>
internal static class CatalogFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <param name="check">Makes a catalog of the file; a <see cref="FormatException"/> says what is wrong with it.</param>
    /// <exception cref="InvalidSettingException">The file cannot be used; the message says which and why.</exception>
    public static TCatalog Load<TFile, TCatalog>(string folder, string name, Func<TFile, TCatalog> check)
    {
        var path = Path.Combine(folder, name);
        try
        {
            return check(JsonSerializer.Deserialize<TFile>(File.ReadAllBytes(path), Json) ?? throw new JsonException("It is empty."));
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException or FormatException)
        {
            throw new InvalidSettingException($"The catalog {path} cannot be used: {error.Message}", error);
        }
    }

    /// <exception cref="FormatException">It is none.</exception>
    public static string Currency(string? given) => given is { Length: 3 } && given.All(char.IsAsciiLetterLower)
        ? given
        : throw new FormatException("'currency' must be three lower-case letters.");
}
