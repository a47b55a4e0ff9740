namespace MindBot.Grains.Users;

/// <summary>An account to be made. The password arrives hashed; grains never see one. A birth date only when it was told.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.NewUser")]
public sealed record NewUser(
    [property: Id(0)] string Email, [property: Id(1)] string PasswordHash, [property: Id(2)] string FullName,
    [property: Id(3)] DateOnly? BirthDate = null);

/// <summary>Either the new account's id or the refusal <see cref="RefusalCodes.EmailTaken"/>.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.Registered")]
public sealed record Registered([property: Id(0)] string? UserId, [property: Id(1)] Refusal? Refusal);

[GenerateSerializer, Immutable, Alias("mindbot.UserProfile")]
public sealed record UserProfile(
    [property: Id(0)] string Id, [property: Id(1)] string Email, [property: Id(2)] string FullName,
    [property: Id(3)] DateTimeOffset CreatedAt, [property: Id(4)] DateTimeOffset LastLogin,
    [property: Id(5)] DateOnly? BirthDate = null);

/// <summary>A deletion that is not finished.</summary>
/// <param name="EmailKey">The <see cref="EmailAddress.Key"/> of the address that is to be free again.</param>
[GenerateSerializer, Immutable, Alias("mindbot.AccountDeletion")]
public sealed record AccountDeletion([property: Id(0)] string EmailKey, [property: Id(1)] DateTimeOffset DeletedAt);
