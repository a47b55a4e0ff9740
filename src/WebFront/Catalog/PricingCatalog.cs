using System.Collections.Frozen;
using System.Text.Json;
using MindBot.Grains;
using MindBot.Grains.TimeCards;
using MindBot.WebFront.Hosting;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.Catalog;

/// <summary>The packages on sale, in the order of the catalog.</summary>
internal sealed class PricingCatalog
{
    public const string FileName = "pricing.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private readonly FrozenDictionary<string, PackageOffer> byId;

    private PricingCatalog(IReadOnlyList<PackageOffer> offers)
    {
        Offers = offers;
        byId = offers.ToFrozenDictionary(offer => offer.Package.Id);
    }

    public IReadOnlyList<PackageOffer> Offers { get; }

    public PackageOffer? Find(string id) => byId.GetValueOrDefault(id);

    /// <exception cref="InvalidSettingException">The catalog cannot be sold from; the message says what is wrong with it.</exception>
    public static PricingCatalog Load(string folder, bool isDevelopment)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var file = JsonSerializer.Deserialize<PricingFile>(File.ReadAllBytes(path), Json) ?? throw new JsonException("It is empty.");
            return FromFile(file, isDevelopment);
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException or FormatException)
        {
            throw new InvalidSettingException($"The catalog {path} cannot be used: {error.Message}", error);
        }
    }

    private static PricingCatalog FromFile(PricingFile file, bool isDevelopment)
    {
        if (file.Currency is not { Length: 3 } currency || !currency.All(char.IsAsciiLetterLower))
            throw new FormatException("'currency' must be three lower-case letters.");
        if (file.Packages is not { Count: > 0 }) throw new FormatException("'packages' is empty.");

        var ids = new HashSet<string>();
        foreach (var entry in file.Packages)
        {
            PackageChecks.Check(entry);
            if (!ids.Add(entry.Id!)) throw new FormatException($"The package '{entry.Id}' appears twice.");
        }
        return new PricingCatalog([.. file.Packages.Where(entry => isDevelopment || !entry.DevelopmentOnly).Select(entry => Offer(entry, currency))]);
    }

    private static PackageOffer Offer(PackageEntry entry, string currency)
    {
        var baseMicros = (entry.Hours * 3600L ?? entry.Seconds!.Value) * 1_000_000;
        var package = new TimePackage(
            entry.Id!, entry.Name!, Minutes.OwnedHours(baseMicros), entry.BonusMinutes, baseMicros + entry.BonusMinutes * 60_000_000L,
            entry.PriceCents, currency);
        return new PackageOffer(package, entry.Description!, Money.Display(entry.PriceCents, currency));
    }
}
