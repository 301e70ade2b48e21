package stentor.app.transcribe;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import stentor.app.transcribe.TranscriptViewModel.Share;

/** A small bar of shares, side by side. What they are must be said beside it in words. */
public final class ShareBar extends Region {

  private static final double HEIGHT = 10;
  private static final double LEAST = 2;

  private List<Share> shares = List.of();

  /** An empty one. */
  public ShareBar() {
    getStyleClass().add("share-bar");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
  }

  /** Shows these, as parts of their sum. */
  void show(List<Share> now) {
    shares = List.copyOf(now);
    getChildren()
        .setAll(
            shares.stream()
                .map(
                    share -> {
                      Region part = new Region();
                      part.getStyleClass()
                          .addAll("share", share.stage().name().toLowerCase(java.util.Locale.ROOT));
                      return (Node) part;
                    })
                .toList());
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    Rectangle round = new Rectangle(getWidth(), HEIGHT);
    round.setArcWidth(HEIGHT);
    round.setArcHeight(HEIGHT);
    setClip(round);
    double sum = shares.stream().mapToDouble(Share::seconds).sum();
    double x = 0;
    for (int index = 0; index < shares.size(); index++) {
      double part = sum > 0 ? shares.get(index).seconds() / sum : 0;
      double width =
          index == shares.size() - 1 ? getWidth() - x : Math.max(LEAST, part * getWidth());
      getChildren().get(index).resizeRelocate(x, 0, Math.max(0, width), HEIGHT);
      x += width;
    }
  }
}
