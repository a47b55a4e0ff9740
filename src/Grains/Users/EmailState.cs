namespace MindBot.Grains.Users;

[GenerateSerializer, Alias("mindbot.EmailState")]
public sealed record EmailState
{
    [Id(0)] public string? UserId { get; init; }

    /// <summary>The account exists; before that the claim can be adopted.</summary>
    [Id(1)] public bool Confirmed { get; init; }
}
