namespace MindBot.Grains.Users;

[GenerateSerializer, Alias("mindbot.UserState")]
public sealed record UserState
{
    [Id(0)] public string Email { get; init; } = "";
    [Id(1)] public string PasswordHash { get; init; } = "";
    [Id(2)] public string FullName { get; init; } = "";
    [Id(3)] public DateTimeOffset CreatedAt { get; init; }
    [Id(4)] public DateTimeOffset LastLogin { get; init; }
    [Id(5)] public DateOnly? BirthDate { get; init; }
}
