namespace MindBot.Grains.Subscriptions;

/// <summary>What a user may use; a higher tier has all rights of the lower ones.</summary>
[GenerateSerializer, Alias("mindbot.Tier")]
public enum Tier
{
    Free = 0,
    Premium = 1,
}

public static class Tiers
{
    /// <summary>The tier's name in the API and in the catalog.</summary>
    public static string Name(this Tier tier) => tier switch
    {
        Tier.Free => "free",
        Tier.Premium => "premium",
        _ => throw new ArgumentOutOfRangeException(nameof(tier), tier, null),
    };

    /// <summary>The tier with this name; null when there is none.</summary>
    public static Tier? Find(string? name) =>
        Enum.GetValues<Tier>().Where(tier => tier.Name() == name).Select(tier => (Tier?)tier).FirstOrDefault();
}
