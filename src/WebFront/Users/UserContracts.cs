using System.Text.Json.Serialization;
using MindBot.Grains.Users;

namespace MindBot.WebFront.Users;

/// <param name="BirthDate">yyyy-MM-dd; some personas ask for an age.</param>
public sealed record RegisterRequest(string? Email, string? Password, string? FullName, string? BirthDate = null);

/// <summary>What is absent or null stays as it is.</summary>
public sealed record ChangeProfileRequest(string? FullName = null, string? BirthDate = null);

public sealed record LoginRequest(string? Email, string? Password);

/// <param name="LivekitToken">Opens the user's own lobby, to listen; never metered.</param>
public sealed record SignedIn(string AccessToken, string TokenType, string LivekitToken, string LivekitUrl);

/// <param name="BirthDate">Absent while it is not known.</param>
public sealed record CurrentUserAnswer(
    string Id, string Email, string FullName, DateTimeOffset CreatedAt, DateTimeOffset LastLogin,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? BirthDate)
{
    internal static CurrentUserAnswer Of(UserProfile profile) =>
        new(profile.Id, profile.Email, profile.FullName, profile.CreatedAt, profile.LastLogin, profile.BirthDate);
}
