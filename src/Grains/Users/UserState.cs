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

    /// <summary>Access tokens that carry another one are void. It only grows; tokens that carry none are of version 0.</summary>
    [Id(6)] public int SecurityVersion { get; init; }

    [Id(7)] public PendingPasswordReset? PasswordReset { get; init; }

    /// <summary>Since when there is no such account any more; nothing but this and <see cref="Deletion"/> is known then.</summary>
    [Id(8)] public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Until everybody has forgotten the person.</summary>
    [Id(9)] public AccountDeletion? Deletion { get; init; }
}

/// <param name="TokenHash">Of the token that sets the password anew, once.</param>
[GenerateSerializer, Immutable, Alias("mindbot.PendingPasswordReset")]
public sealed record PendingPasswordReset([property: Id(0)] string TokenHash, [property: Id(1)] DateTimeOffset ExpiresAt);
