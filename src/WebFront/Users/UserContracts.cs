namespace MindBot.WebFront.Users;

public sealed record RegisterRequest(string? Email, string? Password, string? FullName);

public sealed record LoginRequest(string? Email, string? Password);

/// <param name="LivekitToken">Opens the user's own lobby, to listen; never metered.</param>
public sealed record SignedIn(string AccessToken, string TokenType, string LivekitToken, string LivekitUrl);

public sealed record CurrentUserAnswer(string Id, string Email, string FullName, DateTimeOffset CreatedAt, DateTimeOffset LastLogin);
