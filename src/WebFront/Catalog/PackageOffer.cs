using MindBot.Grains.TimeCards;

namespace MindBot.WebFront.Catalog;

/// <summary>A package as it is shown and sold.</summary>
internal sealed record PackageOffer(TimePackage Package, string Description, string PriceDisplay);
