namespace MindBot.WebFront.OpenApi;

/// <summary>Marks an endpoint whose body is read raw, because somebody has signed it.</summary>
/// <param name="Scheme">Of <see cref="SecurityScheme"/>.</param>
internal sealed record TakesSignedBody(string Scheme, string ContentType);

internal static class SignedBodies
{
    /// <summary>For the document alone: other content types are taken as well.</summary>
    public static RouteHandlerBuilder TakesSigned(this RouteHandlerBuilder builder, string scheme, string contentType) =>
        builder.WithMetadata(new TakesSignedBody(scheme, contentType));
}
